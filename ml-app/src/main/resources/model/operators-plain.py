  # Nothing to prepare: these operators take the weights as they are, in float32.
  def pack(self, dtype: int) -> int:
    self.dtype = 6
    return self.dtype

  # Layer `index` on x. `kernel` is its side; padding keeps the size at stride 1.
  def convolve(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return torch.conv2d(x, self.weights[index], self.biases[index], [stride, stride], [kernel // 2, kernel // 2])

  def convolve_relu(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return torch.relu(self.convolve(x, index, kernel, stride))

  # ReLU of layer `index`, 3 x 3, on x, plus the shortcut.
  def convolve_add_relu(self, x: Tensor, shortcut: Tensor, index: int) -> Tensor:
    return torch.relu(self.convolve(x, index, 3, 1) + shortcut)
