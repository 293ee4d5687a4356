  # Operators that any PyTorch on any CPU has, on the weights as they are: what the other operators are measured by.
  def pack(self, dtype: int) -> int:
    self.dtype = 6
    return self.dtype

  # Prepared photos, normalised as torchvision does, to the first layer's input.
  def enter(self, images: List[Tensor]) -> Tensor:
    mean = torch.tensor([0.485, 0.456, 0.406]).view([1, 3, 1, 1])
    deviation = torch.tensor([0.229, 0.224, 0.225]).view([1, 3, 1, 1])
    return (torch.cat(images) / 255 - mean) / deviation

  # Layer `index` on x. `kernel` is its side; padding keeps the size at stride 1.
  def convolve(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return torch.conv2d(x, self.weights[index], self.biases[index], [stride, stride], [kernel // 2, kernel // 2])

  def convolve_relu(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return torch.relu(self.convolve(x, index, kernel, stride))

  # ReLU of layer `index`, 3 x 3, on x, plus the shortcut.
  def convolve_add_relu(self, x: Tensor, shortcut: Tensor, index: int) -> Tensor:
    return torch.relu(self.convolve(x, index, 3, 1) + shortcut)

  def pool(self, x: Tensor) -> Tensor:
    return torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])

  # The last layer's output to the mean of each channel, float32 [photos, channels].
  def leave(self, x: Tensor) -> Tensor:
    return x.mean([2, 3])
