  # oneDNN's operators, as PyTorch's own compiler for CPUs emits them: a convolution with what follows it in one pass
  # over memory, on weights that lie as its kernels want them. Computes in `dtype`: 6 is float32, 15 bfloat16.
  #
  # Reorders all weights, once. The layout depends on the shape of the input, so each layer says what it will see;
  # without that oneDNN would reorder again in every call.
  def pack(self, dtype: int) -> int:
    self.dtype = dtype
    self.weights[0] = self.weights[0] / (255 * torch.tensor([0.229, 0.224, 0.225]).view([1, 3, 1, 1]))
    self.pack_layer(0, 2, 224)
    layer = 1
    side = 56
    for stage in range(4):
      for block in range(2):
        changes_shape = stage > 0 and block == 0
        self.pack_layer(layer, 2 if changes_shape else 1, side)
        if changes_shape:
          self.pack_layer(layer + 2, 2, side)
          side = side // 2
        self.pack_layer(layer + 1, 1, side)
        layer = layer + (3 if changes_shape else 2)
    return self.dtype

  def pack_layer(self, index: int, stride: int, side: int) -> int:
    weight = self.weights[index].to(self.dtype)
    padding = weight.size(3) // 2
    batch = 8
    self.weights[index] = torch.mkldnn_reorder_conv2d_weight(torch.to_mkldnn(weight), [padding, padding], [stride, stride], [1, 1], 1, [batch, weight.size(1), side, side])
    self.biases[index] = self.biases[index].to(self.dtype)
    return index

  # Prepared photos to the first layer's input, less their mean. `pack` put the rest of the normalisation, a division,
  # into the first layer's weights.
  def enter(self, images: List[Tensor]) -> Tensor:
    return torch.cat(images).to(self.dtype).sub_(self.mean())

  # torchvision's, in grey levels.
  def mean(self) -> Tensor:
    return torch.mul(torch.tensor([0.485, 0.456, 0.406]).view([1, 3, 1, 1]), 255).to(self.dtype)

  # Layer `index` on x. `kernel` is its side; padding keeps the size at stride 1.
  def convolve(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return ops.mkldnn._convolution_pointwise(x, self.weights[index], self.biases[index], [kernel // 2, kernel // 2], [stride, stride], [1, 1], 1, "none", annotate(List[Optional[number]], []), "")

  def convolve_relu(self, x: Tensor, index: int, kernel: int, stride: int) -> Tensor:
    return ops.mkldnn._convolution_pointwise(x, self.weights[index], self.biases[index], [kernel // 2, kernel // 2], [stride, stride], [1, 1], 1, "relu", annotate(List[Optional[number]], []), "")

  # ReLU of layer `index`, 3 x 3, on x, plus the shortcut.
  def convolve_add_relu(self, x: Tensor, shortcut: Tensor, index: int) -> Tensor:
    return ops.mkldnn._convolution_pointwise(x, shortcut, self.weights[index], self.biases[index], [1, 1], [1, 1], [1, 1], 1, "add", 1, "relu", annotate(List[Optional[number]], []), "")

  def pool(self, x: Tensor) -> Tensor:
    return torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])

  # The last layer's output to the mean of each channel, float32 [photos, channels].
  def leave(self, x: Tensor) -> Tensor:
    return x.to(6).mean([2, 3])
